// A field with a list of what is found for its words, by the pattern of an ARIA combobox. What is typed goes to the
// kernel as messages, each with the whole text, so that Enter never outruns the letters before it.

function made(name, attributes, parent) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const id = `eventcode-${Math.random().toString(36).slice(2)}`; // this file is loaded once a field: no counter would do
  const label = made("label", { for: id, class: "eventcode-hint" }, el);
  const input = made("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
  }, el);
  const list = made("ul", { id: `${id}-list`, role: "listbox", class: "eventcode-found" }, el);
  let active = -1;
  label.textContent = model.get("label");
  input.placeholder = model.get("hint");
  list.setAttribute("aria-label", `found for ${model.get("label")}`);

  const tell = (kind) => model.send({ kind, text: input.value });
  const pick = (at) => {
    input.value = model.get("found")[at][0];
    close();
    tell("picked");
    input.focus();
  };
  const point = (at) => {
    active = at;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const found = document.activeElement === input ? model.get("found") : [];
    list.replaceChildren();
    found.forEach(([, told], at) => {
      const option = made("li", { id: `${id}-${at}`, role: "option" }, list);
      option.textContent = told;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(at); });
    });
    input.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
  };
  const close = () => {
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    point(-1);
  };
  const show = () => { input.value = model.get("shown")[0]; close(); };

  input.addEventListener("input", () => tell("asked"));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const size = list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && size) {
      point(((event.key === "ArrowDown" ? active + 1 : active - 1) + size) % size);
    } else if (event.key === "Enter") {
      if (active >= 0) pick(active); else tell("entered");
    } else if (event.key === "Escape" && size) {
      close();
    } else { return; }
    event.preventDefault();
    event.stopPropagation();
  });
  const heard = (message) => { if (message.focus) { input.focus(); input.select(); } };
  show();
  model.on("change:shown", show);
  model.on("change:found", open);
  model.on("msg:custom", heard);
  return () => {
    model.off("change:shown", show);
    model.off("change:found", open);
    model.off("msg:custom", heard);
  };
}

export default { render };
