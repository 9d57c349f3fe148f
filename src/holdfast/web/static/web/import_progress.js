// While an import is at work: ask every two seconds how far it is, and show the whole page anew once it is done.
// Without JavaScript the page asks again by itself (see run.html).

const far = document.getElementById("how-far");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const there = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("how-far");
    if (!there) {
      location.reload();
      return;
    }
    if (there.textContent !== far.textContent) far.replaceChildren(...there.childNodes);
  } catch {
    // The server may be away for a moment: the next look tells.
  }
  setTimeout(look, 2000);
}

if (far) setTimeout(look, 2000);
