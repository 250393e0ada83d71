const cookie = document.cookie.split("; ").find((part) => part.startsWith("XSRF-TOKEN="));
document.getElementById("token").value = cookie ? decodeURIComponent(cookie.slice("XSRF-TOKEN=".length)) : "";
const asked = new URLSearchParams(location.search);
document.getElementById("refused").hidden = !asked.has("refused");
document.getElementById("left").hidden = !asked.has("left");
