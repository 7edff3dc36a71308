// Suggestions under every search field while typing; the field is a plain one without them.
const PAUSE = 150;

function enhance(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-goi-y`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.documentElement.lang === "vi" ? "Gợi ý" : "Suggestions");
  list.hidden = true;
  input.form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  let asked = "";
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const go = (option) => {
    if (option.dataset.path) location.assign(option.dataset.path);
    else {
      input.value = option.dataset.text;
      input.form.requestSubmit();
    }
  };

  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  };

  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ text, path, what }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const note = document.createElement("small");
        note.textContent = what;
        option.append(text, " ", note);
        option.dataset.text = text;
        if (path) option.dataset.path = path;
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          go(option);
        });
        return option;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    chosen = -1;
  };

  const ask = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: text })}`);
      if (answer.ok && text === asked) show(await answer.json());
    } catch {
      close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(chosen < last ? chosen + 1 : 0);
    else if (event.key === "ArrowUp") mark(chosen > 0 ? chosen - 1 : last);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) enhance(input);
