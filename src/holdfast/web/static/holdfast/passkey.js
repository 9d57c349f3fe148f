// Shows what needs a passkey where the browser can use one, and says when the device gave none.
const able = 'credentials' in navigator && 'PublicKeyCredential' in window
document.querySelectorAll('[data-hf-passkey]').forEach((one) => { one.hidden = !able })
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  document.querySelectorAll('[data-hf-passkey-problem]').forEach((one) => { one.hidden = false })
})
