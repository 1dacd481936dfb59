// On the page for missing addresses: the words of the address become what is searched for.

const words = decodeURIComponent(location.pathname.replace(/%(?![0-9a-f]{2})/gi, " "))
  .split("/")
  .filter(Boolean)
  .at(-1)
  ?.replace(/\.html?$/, "")
  .split(/[^\p{L}\p{M}\p{N}]+/u)
  .filter((word) => word && !/^(0?\d|[1-3]\d|404)$/.test(word))

document.querySelector(".find-missing input").value = words?.join(" ") ?? ""
