/** The page's addresses: `#/name?query`. Every view can be bookmarked and sent to a colleague. */

/** The address as `{name, query}`. */
export function read(hash = location.hash) {
  const [path, text = ""] = hash.replace(/^#\/?/, "").split("?");
  return { name: path || "products", query: new URLSearchParams(text) };
}

/** The address of a view; empty values are left out. */
export function write(name, query = {}) {
  const parameters = new URLSearchParams();
  for (const [key, value] of query instanceof URLSearchParams ? query : Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.append(key, value);
    }
  }
  const text = parameters.toString();
  return `#/${name}${text ? `?${text}` : ""}`;
}

/** Goes to a view; `replace` leaves no step in the browser's history. */
export function go(name, query = {}, { replace = false } = {}) {
  const hash = write(name, query);
  if (hash === location.hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, "", hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = hash;
  }
}
