// Printing, and sharing a page by its address: what only a script can do. Nothing is sent anywhere.
(() => {
  "use strict";

  const address = () => location.href.split("#")[0];

  for (const button of document.querySelectorAll("[data-pt-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // A site that is opened where nobody knew its address yet: the mail names the address it has now.
  for (const link of document.querySelectorAll("[data-pt-mail]")) {
    if (location.protocol === "file:") continue;
    link.href = link.href.replace(/&body=.*/, "") + "&body=" + encodeURIComponent(link.dataset.ptMail + "\n" + address());
  }

  for (const button of document.querySelectorAll("[data-pt-copy]")) {
    if (!navigator.clipboard) continue;
    button.parentElement.hidden = false;
    const said = button.nextElementSibling;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(address());
        said.textContent = button.dataset.ptCopy;
      } catch {
        said.textContent = address();
      }
    });
  }
})();
