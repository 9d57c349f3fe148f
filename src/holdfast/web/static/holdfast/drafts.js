// Keeps what is typed into a form on the server, a second after typing stops: <form data-hf-draft="/drafts/…">.
// Without this script the button 'Save and finish later' does the same.
const STOPPED = 1000

const say = (text, kept = true) => document.dispatchEvent(new CustomEvent('holdfast:saved', { detail: { text, kept } }))

const keep = async (form) => {
  const content = new URLSearchParams(new FormData(form))
  const token = content.get('csrfmiddlewaretoken')
  try {
    const answer = await fetch(form.dataset.hfDraft, {
      method: 'POST', body: content, headers: { 'X-CSRFToken': token }, credentials: 'same-origin', keepalive: content.toString().length < 60000
    })
    const said = (answer.headers.get('Content-Type') || '').includes('json') ? await answer.json() : {}
    if (answer.ok) say(said.saved ? `Draft: ${said.saved.toLowerCase()}` : '')
    else say(said.problem || 'Not saved. What you typed is still on this page.', false)
  } catch {
    say('No connection: not saved yet. What you typed is still on this page.', false)
  }
}

document.querySelectorAll('form[data-hf-draft]').forEach((form) => {
  let waiting = null
  let sent = false
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => { waiting = null; keep(form) }, STOPPED)
  })
  form.addEventListener('submit', () => { sent = true; clearTimeout(waiting) })
  window.addEventListener('pagehide', () => {
    if (waiting && !sent) { clearTimeout(waiting); keep(form) }
  })
})
