// What every page of the desk can do with keys and clicks. No page needs it to be read.
"use strict";
(() => {
  const root = document.documentElement;
  const token = document.querySelector('meta[name="csrf"]')?.content ?? "";
  const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (stored) root.dataset.theme = stored;

  const say = (words) => { const live = document.getElementById("live"); if (live) live.textContent = words; };
  window.desk = { token, say };

  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = token; });
  document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText || "That did not work."));

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.getElementById("theme")?.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* a browser that keeps nothing */ }
  });

  // Keys: never while something is being typed.
  const places = { t: "/", e: "/events", l: "/timeline", c: "/calendar", m: "/map", n: "/network", w: "/who", v: "/review", r: "/read" };
  let going = false;
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const entries = () => [...document.querySelectorAll(".entry[tabindex]")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (going) { going = false; event.stopImmediatePropagation(); if (places[event.key]) { event.preventDefault(); location.assign(places[event.key]); } return; }
    if (event.key === "g") { going = true; setTimeout(() => { going = false; }, 1500); return; }
    if (event.key === "?") { document.getElementById("keys")?.showModal(); return; }
    if (event.key === "/") { const filter = document.querySelector(".filter input"); if (filter) { event.preventDefault(); filter.focus(); filter.select(); } return; }
    if (event.key === "j" || event.key === "k") {
      const all = entries(); if (!all.length) return;
      const now = all.indexOf(document.activeElement);
      const next = all[Math.min(all.length - 1, Math.max(0, now + (event.key === "j" ? 1 : -1)))];
      event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && event.target.matches?.(".entry[tabindex]")) event.target.querySelector("a.open")?.click();
  });

  // Review: one key each, and forms that open where they stand.
  const open = (name) => {
    const form = document.querySelector(`.review [data-form="${name}"]`);
    if (!form) return;
    document.querySelectorAll(".review [data-form]").forEach((one) => { one.hidden = one !== form; });
    form.querySelector("input, select")?.focus();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-open]");
    if (opener) open(opener.dataset.open);
    if (event.target.closest?.("[data-close]")) event.target.closest("[data-form]").hidden = true;
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "near") event.target.form.elements.other.value = event.target.value;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { document.querySelectorAll(".review [data-form]").forEach((one) => { one.hidden = true; }); event.target.blur?.(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || going || typing(event.target)) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });

  // A story's marks and its records light each other up.
  const light = (ids, on) => {
    for (const id of ids) {
      document.getElementById(`entry-${id}`)?.classList.toggle("lit", on);
      document.querySelectorAll(`.ev[data-events~="${CSS.escape(id)}"]`).forEach((mark) => mark.classList.toggle("lit", on));
    }
  };
  const idsOf = (node) => (node?.dataset.events ?? "").split(" ").filter(Boolean);
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => light(idsOf(event.target.closest?.("[data-events]")), true));
    document.addEventListener(leave, (event) => light(idsOf(event.target.closest?.("[data-events]")), false));
  }
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".ev[data-events]");
    if (mark) { document.getElementById(`entry-${idsOf(mark)[0]}`)?.scrollIntoView({ block: "nearest" }); return; }
    const card = event.target.closest?.(".records .entry[data-events]");
    if (card && !event.target.closest("a, button")) document.querySelector(`.ev[data-events~="${CSS.escape(idsOf(card)[0])}"]`)?.scrollIntoView({ block: "center" });
  });
})();
