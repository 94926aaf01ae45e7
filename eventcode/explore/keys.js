// The keys of the workbench: they work wherever in it the focus is, but in a field that takes words.
// The notebook's own commands never get them (data-lm-suppress-shortcuts is JupyterLab's word for that).

const WORDS = "input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]";

function dress(root) {
  for (const place of root.querySelectorAll(".eventcode-message")) place.setAttribute("aria-live", "polite");
  for (const button of root.querySelectorAll("button")) {
    const key = button.textContent.match(/ · (\w)$/);
    if (key) button.setAttribute("aria-keyshortcuts", key[1]);
  }
}

function render({ model, el }) {
  const hint = document.createElement("div");
  const tell = () => { hint.textContent = model.get("hint"); };
  hint.className = "eventcode-hint";
  el.append(hint);
  tell();

  let root = null;
  let waiting = 0;
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !model.get("heard").includes(event.key)) return;
    if (event.target.matches(WORDS) && event.key !== "Escape") return;
    if (event.target.getAttribute("aria-expanded") === "true") return; // a list that Escape closes first
    event.preventDefault();
    event.stopPropagation();
    root.focus({ preventScroll: true });
    model.send({ key: event.key });
  };
  const dressed = () => dress(root);
  const attach = () => {
    root = el.closest(".eventcode-workbench");
    if (!root) { waiting = setTimeout(attach, 50); return; }
    root.tabIndex = 0;
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Workbench. " + model.get("hint"));
    root.setAttribute("data-lm-suppress-shortcuts", "true");
    root.addEventListener("keydown", pressed, true); // on the way down: fields keep their keys on the way up
    root.addEventListener("focusin", dressed);
  };
  const asked = (message) => { if (message.focus && root) root.focus({ preventScroll: true }); };
  attach();
  model.on("change:hint", tell);
  model.on("msg:custom", asked);
  return () => {
    clearTimeout(waiting);
    model.off("change:hint", tell);
    model.off("msg:custom", asked);
    if (root) root.removeEventListener("keydown", pressed, true);
    if (root) root.removeEventListener("focusin", dressed);
  };
}

export default { render };
