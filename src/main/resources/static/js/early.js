// Runs before the first paint, so that neither the theme nor the language flickers.
(() => {
  const root = document.documentElement;
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
  }
  root.lang = stored("language") === "en" ? "en" : "ja";
})();
