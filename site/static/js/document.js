// A page to take along: copying what a button names, printing, unfolding the contents and marking there what is read.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Whoever asks for the contents wants to read them, also where they are folded.
for (const link of document.querySelectorAll('a[href="#muc-luc"]')) {
  link.addEventListener("click", () => {
    document.querySelector("#muc-luc details").open = true;
  });
}

const links = new Map();
for (const link of document.querySelectorAll(".contents a")) links.set(link.hash.slice(1), link);

if (links.size && "IntersectionObserver" in window) {
  const inView = new Set();
  let current = null;
  const sections = [...document.querySelectorAll(".text > section[id]")].filter((section) => links.has(section.id));

  // What was asked for is being read as long as it is in view, also where the page is too short to bring it to the top.
  const asked = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".text > section[id]");

  const mark = () => {
    const target = asked();
    const first = inView.has(target) ? target : sections.find((section) => inView.has(section));
    if (!first || links.get(first.id) === current) return;
    current?.removeAttribute("aria-current");
    current = links.get(first.id);
    current.setAttribute("aria-current", "location");
    const frame = current.closest(".contents details > ol");
    // The contents follow the reader inside their own frame; the page itself never moves.
    if (frame && frame.scrollHeight > frame.clientHeight) frame.scrollTop = current.offsetTop - frame.clientHeight / 3;
  };

  // What ends above the place to which a link scrolls has been read.
  const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const watcher = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) inView[isIntersecting ? "add" : "delete"](target);
      mark();
    },
    { rootMargin: `-${Math.ceil(2 * top + 8)}px 0px -60% 0px` },
  );
  for (const section of sections) watcher.observe(section);
  addEventListener("hashchange", mark);
}
