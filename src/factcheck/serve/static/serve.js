// Keeps a page as the files are, and a list as its form says. Without it all of that works too, by
// loading the page again.
"use strict";
(() => {
  const LIVE = "[data-live]";
  const WAIT = 200;
  const body = document.body;
  const status = document.getElementById("status");
  let version = body.dataset.version;
  let latest = 0;

  // What has the focus, told by its id or its link, to be found again in other mark-up.
  const mark = () => {
    const it = document.activeElement;
    if (!it || it === body) return () => {};
    const link = it.getAttribute("href");
    return () => {
      if (it.isConnected) return;
      const same = it.id ? document.getElementById(it.id)
        : link && document.querySelector(`a[href="${CSS.escape(link)}"]`);
      if (same) same.focus({ preventScroll: true });
    };
  };

  // Puts the new content in the place of the old one; what was unfolded stays so.
  const replace = (old, fresh) => {
    const were = [...old.querySelectorAll("details")].map(each => each.open);
    const folded = [...fresh.querySelectorAll("details")];
    if (folded.length === were.length) folded.forEach((each, n) => { each.open = were[n]; });
    if (old.matches("select")) {
      const value = old.value;
      old.replaceChildren(...fresh.childNodes);
      old.value = value;
    } else {
      old.replaceWith(document.adoptNode(fresh));
    }
  };

  const show = page => {
    const parts = [...document.querySelectorAll(LIVE)].map(
      old => [old, page.getElementById(old.id)]);
    const again = mark();
    if (parts.every(([, fresh]) => fresh && fresh.matches(LIVE))) {
      parts.forEach(([old, fresh]) => replace(old, fresh));
    } else {
      document.getElementById("content").replaceWith(
        document.adoptNode(page.getElementById("content")));
    }
    again();
    for (const id of ["count", "status"]) {
      const [here, there] = [document.getElementById(id), page.getElementById(id)];
      if (here && there && here.textContent !== there.textContent) {
        here.textContent = there.textContent;
      }
    }
    document.title = page.title;
    version = page.body.dataset.version;
  };

  // Of several that are under way only the last one counts.
  const load = async address => {
    const own = ++latest;
    try {
      const answer = await fetch(address);
      const text = await answer.text();
      if (own === latest) show(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      status.textContent = body.dataset.ended;
    }
  };

  // A browser has few connections to one address, and a page that nobody sees needs none.
  const follow = () => {
    let events = null;
    const close = () => { if (events) events.close(); events = null; };
    const open = () => {
      close();
      events = new EventSource("/events");
      events.addEventListener("board", hear);
      events.addEventListener("error", () => { status.textContent = body.dataset.ended; });
    };
    const hear = event => {
      const told = JSON.parse(event.data);
      status.textContent = told.status;
      if (told.version !== version) {
        version = told.version;
        load(location.href);
      }
    };
    addEventListener("pagehide", close);
    addEventListener("pageshow", event => { if (event.persisted) open(); });
    document.addEventListener("visibilitychange", () => { document.hidden ? close() : open(); });
    if (!document.hidden) open();
  };

  const asYouType = form => {
    let timer = 0;
    const ask = () => {
      const filled = [...new FormData(form)].filter(([, value]) => value !== "");
      const query = new URLSearchParams(filled).toString();
      const address = query ? `${form.action}?${query}` : form.action;
      history.replaceState(null, "", address);
      load(address);
    };
    const soon = () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); };
    form.addEventListener("input", soon);
    form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(timer); ask(); });
  };

  document.querySelectorAll("form.filters").forEach(asYouType);
  follow();
})();
