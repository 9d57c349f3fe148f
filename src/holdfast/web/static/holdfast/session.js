// Says five minutes before a session ends, and hides the page when it has ended. What was typed stays on the page, unseen, until
// the same person has signed in again; without this script the server gives it back when it is sent.
const box = document.querySelector('[data-hf-session]')
const WARN = 300
const part = (name) => box.querySelector(`[data-hf-session-${name}]`)
const minutes = (seconds) => (seconds > 90 ? `${Math.round(seconds / 60)} minutes` : 'a minute')
let who = null
let timer = null

async function ask (method) {
  const token = document.querySelector('[name=csrfmiddlewaretoken]')
  const headers = method === 'POST' && token ? { 'X-CSRFToken': token.value } : {}
  const answer = await fetch(box.dataset.url, { method, headers, credentials: 'same-origin', redirect: 'error' })
  if (!answer.ok) throw new Error(`the session cannot be asked for: ${answer.status}`)
  return answer.json()
}

function show (left) {
  const over = left <= 0
  part('heading').textContent = over ? 'You were signed out' : 'You will be signed out soon'
  part('words').textContent = over
    ? 'Nothing happened here for a while, so the page is hidden.'
    : `In about ${minutes(left)} you will be signed out, because nothing has happened here for a while.`
  part('form').hidden = over
  part('again').hidden = part('back').hidden = !over
  document.querySelectorAll('main, .hf-main, header, [data-hf-identity]').forEach((one) => { one.style.visibility = over ? 'hidden' : '' })
  if (!part('dialog').open) part('dialog').showModal()
}

function wait (left) {
  clearTimeout(timer)
  if (left > WARN) {
    if (part('dialog').open) part('dialog').close()
    timer = setTimeout(look, (left - WARN) * 1000)
    return
  }
  show(left)
  if (left > 0) timer = setTimeout(look, Math.min(left, 30) * 1000 + 500)
}

async function look () {
  try {
    const said = await ask('GET')
    who ??= said.who
    wait(said.left)
  } catch {
    timer = setTimeout(look, 30000)
  }
}

part('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  try { wait((await ask('POST')).left) } catch { look() }
})
part('back').addEventListener('click', async () => {
  const said = await ask('GET')
  if (!said.left || (who && said.who !== who)) return part('again').querySelector('a').focus()
  document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((one) => { one.value = said.csrf })
  show(said.left)
  part('dialog').close()
  wait(said.left)
})
part('dialog').addEventListener('cancel', (event) => event.preventDefault())
who = box.dataset.who
wait(Number(box.dataset.left))
