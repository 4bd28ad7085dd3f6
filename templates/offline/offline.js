// For the copy of the site that is opened from a disk (generator/site/offline.py). A page there may not
// fetch a file, and may not load a module; a plain script it may. So what the site's scripts ask for
// lies in the copy as a script, <file>.js, that hands it over to `keep`.
(() => {
  "use strict";

  const root = new URL("../", document.currentScript.src);
  const waiting = new Map();
  const kept = new Map();

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, root);
      script.onload = resolve;
      script.onerror = () => reject(new TypeError(`${path} is not in this copy`));
      document.head.append(script);
      script.remove();
    });
  }

  function bytes(path) {
    if (!waiting.has(path)) {
      const arrives = load(`${path}.js`).then(() => kept.get(path));
      arrives.catch(() => waiting.delete(path));
      waiting.set(path, arrives);
    }
    return waiting.get(path);
  }

  // One page reads another through a frame, where this script hands it over as it arrived.
  function page(path) {
    return new Promise((resolve, reject) => {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.src = new URL(path, root);
      const late = setTimeout(() => end(() => reject(new TypeError(`${path} did not come`))), 5000);
      const hear = ({ source, data }) => {
        if (source === frame.contentWindow && typeof data?.ptPage === "string") end(() => resolve(data.ptPage));
      };
      function end(settle) {
        clearTimeout(late);
        window.removeEventListener("message", hear);
        frame.remove();
        settle();
      }
      window.addEventListener("message", hear);
      document.body.append(frame);
    });
  }

  if (window.parent !== window) {
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return; // before other scripts change it
      window.parent.postMessage({ ptPage: document.documentElement.outerHTML }, "*");
    });
  }

  // The path of an address inside the copy; undefined for any other.
  function inside(address) {
    const { protocol, host, pathname } = new URL(address, location.href);
    if (protocol !== root.protocol || host !== root.host || !pathname.startsWith(root.pathname)) return undefined;
    return pathname.slice(root.pathname.length);
  }

  const plainFetch = window.fetch;
  window.fetch = async (input, ...rest) => {
    const path = inside(input.url ?? input);
    if (path === undefined) return plainFetch(input, ...rest);
    if (/(^|\/|\.html)$/.test(path)) return new Response(await page(path.replace(/(^|\/)$/, "$1index.html")));
    return new Response(await bytes(decodeURIComponent(path)));
  };

  window.ptOffline = {
    keep(path, base64) {
      kept.set(path, Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
    },

    // Pagefind as `import` would give it. It works out its place from the address of its module, in a
    // way that not every browser's addresses of a disk fit.
    async pagefind() {
      await load("pagefind/pagefind.js");
      const { createInstance } = window.ptOffline.program;
      const place = { basePath: `${root.pathname}pagefind/`, baseUrl: root.pathname };
      return { createInstance: (options) => createInstance({ ...options, ...place }) };
    },
  };

  // Links that scripts write lead to folders. A disk has no index for a folder: they lead to the file.
  function toFile(link) {
    const url = new URL(link.href, location.href);
    if (!url.pathname.endsWith("/") || inside(url) === undefined) return;
    url.pathname += "index.html";
    link.href = url;
  }

  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target.matches("a[href]")) toFile(target);
      for (const node of addedNodes) {
        if (node.matches?.("a[href]")) toFile(node);
        for (const link of node.querySelectorAll?.("a[href]") ?? []) toFile(link);
      }
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["href"] });
})();
