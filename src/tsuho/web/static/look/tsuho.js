// The keys of every page (see "keyboard" at its foot), and panels that renew themselves. No page needs this to work.
(() => {
  "use strict";
  const typing = (target) => target instanceof Element && target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  let began = 0; // when g was pressed: the next key names a window

  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  };

  const rows = () => [...document.querySelectorAll("main tbody tr")].filter((row) => row.querySelector("a"));
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("at"));
    const next = Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + by));
    all.forEach((row, at) => row.classList.toggle("at", at === next));
    all[next].querySelector("a").focus();
    all[next].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (began && Date.now() - began < 1500) {
      began = 0;
      const link = document.querySelector(`.side a[data-go="${CSS.escape(event.key)}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    if (event.key === "g") began = Date.now();
    else if (event.key === "?") open("keys");
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") {
      const search = document.querySelector("main [role=search] input:not([type=hidden])");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else {
      // a key of the row that one stands on goes before one of the page
      const key = CSS.escape(event.key);
      const named =
        document.querySelector(`main tr.at [data-row-key="${key}"]`) || document.querySelector(`main [data-key="${key}"]`);
      if (named) {
        event.preventDefault();
        if (!named.matches("a, button")) named.focus();
        if (named.matches("a, button, [type=radio], [type=checkbox]")) named.click();
      }
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element && event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
  });

  // on a telephone the navigation is folded until it is wanted; at a desk it cannot be folded, so it must be open
  const menu = document.getElementById("side-menu");
  const narrow = window.matchMedia("(max-width: 60rem)");
  if (menu) {
    menu.open = !narrow.matches;
    narrow.addEventListener("change", () => { menu.open = !narrow.matches; });
  }
})();
