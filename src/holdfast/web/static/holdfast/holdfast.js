// Makes pages quicker to use. Every page works without it.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Any script may say what was kept: document.dispatchEvent(new CustomEvent('holdfast:saved', { detail: 'Saved 14:02' })).
// `detail: { text, kept: false }` says that it was not.
const saved = document.querySelector('[data-hf-saved]')
document.addEventListener('holdfast:saved', ({ detail }) => {
  if (!saved) return
  const { text, kept } = typeof detail === 'string' ? { text: detail, kept: true } : { kept: true, ...detail }
  saved.classList.toggle('hf-saved--not', !kept)
  saved.textContent = text
})

// On paper, what is folded away is wanted too.
const folded = () => document.querySelectorAll('details:not([open])')
window.addEventListener('beforeprint', () => folded().forEach((one) => { one.open = true; one.dataset.hfFolded = '' }))
window.addEventListener('afterprint', () => document.querySelectorAll('details[data-hf-folded]').forEach((one) => {
  one.open = false
  delete one.dataset.hfFolded
}))

document.querySelectorAll('[data-hf-print]').forEach((button) => {
  button.hidden = false
  button.addEventListener('click', () => window.print())
})
