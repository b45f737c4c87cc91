// The phone desk's keys: digits choose in the tree and among the media, / goes to the search, Ctrl Enter keeps the note.
(() => {
  "use strict";
  const form = document.getElementById("call");
  const said = document.getElementById("id_said");
  if (!form || !said) return;
  let typed = ""; // the digits so far: 2 1 is B1
  let last = 0;

  const choose = (set, digit) => {
    typed = Date.now() - last < 2000 ? typed + digit : digit;
    last = Date.now();
    const all = [...set.querySelectorAll("input[data-keys]")];
    if (!all.some((each) => each.dataset.keys.startsWith(typed))) typed = digit;
    const input = all.find((each) => each.dataset.keys === typed);
    if (!input) return;
    typed = "";
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const next = document.querySelector(set.dataset.digits);
    const field = next.matches("fieldset") ? next.querySelector("input:checked, input") : next;
    field.focus();
  };

  form.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(document.getElementById("save"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target === said && event.key === "Enter") {
      event.preventDefault(); // the list is there already: go to it
      const first = document.querySelector("#found input[type=radio]:checked, #found input[type=radio]");
      if (first) first.focus();
    } else if (target instanceof HTMLInputElement && target.type === "radio") {
      const set = target.closest("[data-digits]");
      if (set && /^[0-9]$/.test(event.key)) {
        event.preventDefault();
        choose(set, event.key);
      } else if (event.key === "/") {
        event.preventDefault();
        said.focus();
      } else if (event.key === "Enter") {
        event.preventDefault(); // a stray Enter must not keep half a note
        const back = document.getElementById("id_summary");
        back.focus();
      }
    }
  });
})();
