/* Plain ES5, and a file of its own: Internet Explorer 11 (old Windows without WebView2) must be able to run it. */
(function () {
  "use strict";
  if (typeof Symbol === "function" && typeof Promise === "function" && "noModule" in document.createElement("script")) return;
  var message =
    "Open Item cannot run here: this Excel shows add-ins with Internet Explorer. " +
    "Update Excel to Microsoft 365 or Office 2021, or install Microsoft Edge WebView2, or open the workbook in Excel on the web. " +
    "Your workbook is unchanged.";
  function show() {
    var root = document.getElementById("root");
    var line = document.createElement("p");
    line.className = "starting";
    line.appendChild(document.createTextNode(message));
    while (root.firstChild) root.removeChild(root.firstChild);
    root.appendChild(line);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
