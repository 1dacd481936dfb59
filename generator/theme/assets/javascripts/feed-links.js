// Material takes every link[rel=alternate] for a translation of the page, and asks for a site map
// beside it, as soon as the document is ready. Links to feeds are put out of its sight until then.
const links = document.querySelectorAll('link[rel="alternate"][type^="application/"]');

for (const link of links) link.rel = "";
addEventListener("load", () => {
  for (const link of links) link.rel = "alternate";
});
