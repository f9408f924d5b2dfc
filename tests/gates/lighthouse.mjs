/* Prints what Lighthouse finds on pages, as JSON: port of the browser, categories with commas, addresses. */

import lighthouse from "../../.venv/node/node_modules/lighthouse/core/index.js"

const [port, categories, ...pages] = process.argv.slice(2)
const reports = {}
for (const page of pages) {
  const { lhr } = await lighthouse(page, {
    port: Number(port),
    onlyCategories: categories.split(","),
    // The network of this machine is no phone's, and nothing of what is asked here depends on it. With another
    // method, each page would be waited for until it has been quiet for seconds.
    throttlingMethod: "simulate",
    disableFullPageScreenshot: true,
    pauseAfterFcpMs: 0,
    pauseAfterLoadMs: 0,
    networkQuietThresholdMs: 200,
    cpuQuietThresholdMs: 200,
  })
  reports[page] = { audits: lhr.audits, categories: lhr.categories }
}
console.log(JSON.stringify(reports))
