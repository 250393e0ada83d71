const cookies = document.cookie.split("; ");
const cookie = ["__Host-XSRF-TOKEN=", "XSRF-TOKEN="].map((name) => cookies.find((part) => part.startsWith(name))).find(Boolean);
document.getElementById("token").value = cookie ? decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1)) : "";

let english = false;
try {
  english = localStorage.getItem("language") === "en";
} catch {
  // Without storage the page stays Japanese.
}
if (english) {
  document.documentElement.lang = "en";
  document.querySelectorAll("[data-en]").forEach((each) => (each.textContent = each.dataset.en));
}

const asked = new URLSearchParams(location.search);
document.getElementById("refused").hidden = !asked.has("refused");
document.getElementById("ended").hidden = !asked.has("ended");
document.getElementById("left").hidden = !asked.has("left");

// The server answers a refused try with this page and the wait in it.
const wait = Number(document.body.dataset.wait);
const waiting = document.getElementById("wait");
waiting.textContent = waiting.textContent.replace("{n}", String(wait));
waiting.hidden = !(wait > 0);

for (const why of ["away", "no-role", "no-shop", "no-name", "failed"]) {
  document.getElementById(`provider-${why}`).hidden = asked.get("provider") !== why;
}
fetch("/login/ways")
  .then((answer) => answer.json())
  .then(({ provider, label }) => {
    const way = document.getElementById("provider");
    way.hidden = !provider;
    way.firstElementChild.href = provider ?? "";
    way.firstElementChild.textContent = label || way.firstElementChild.textContent;
  })
  .catch(() => {
    // Without an answer the password remains.
  });
