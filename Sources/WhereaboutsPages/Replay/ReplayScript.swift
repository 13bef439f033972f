extension PageScript {
    /// Moves a replay page: shows what stands at a stop, hides the rest; makes no markup.
    static let replay = PageScript(
        source: """

            (function () {
              "use strict";
              function all(selector) {
                return Array.prototype.slice.call(document.querySelectorAll(selector));
              }
              function number(element, name) {
                var text = element.getAttribute(name);
                return text === null ? Infinity : Number(text);
              }
              var slider = document.getElementById("stop");
              var spans = all("[data-from]").map(function (element) {
                return { element: element, from: number(element, "data-from"),
                  to: number(element, "data-to") };
              });
              var stops = all("[data-stop]").sort(function (left, right) {
                return number(left, "data-stop") - number(right, "data-stop");
              });
              var dues = all("[data-due]");
              var groups = all("[data-group]");
              function hours(seconds) {
                var tenths = Math.floor((seconds * 20 + 3600) / 7200);
                return Math.floor(tenths / 10) + "." + tenths % 10 + " h";
              }
              function show(place) {
                var stop = stops[place];
                var now = number(stop, "data-now");
                spans.forEach(function (span) {
                  span.element.hidden = place < span.from || place >= span.to;
                });
                dues.forEach(function (cell) {
                  var left = number(cell, "data-due") - now;
                  cell.textContent = left < 0
                    ? "overdue by " + hours(-left) : hours(left) + " left";
                });
                groups.forEach(function (group) {
                  var isEmpty = !group.querySelector("[data-from]:not([hidden])");
                  group.querySelector(".filled").hidden = isEmpty;
                  group.querySelector(".none").hidden = !isEmpty;
                });
                stops.forEach(function (other) { other.classList.toggle("now", other === stop); });
                var text = stop.getAttribute("data-label");
                slider.value = place + 1;
                slider.setAttribute("aria-valuetext", text);
                document.getElementById("label").textContent = text;
                document.getElementById("count").textContent =
                  "Stop " + (place + 1) + " of " + stops.length;
                document.getElementById("previous").setAttribute("aria-disabled", place === 0);
                document.getElementById("next")
                  .setAttribute("aria-disabled", place === stops.length - 1);
              }
              function move(by) {
                var place = Number(slider.value) - 1 + by;
                show(Math.max(0, Math.min(stops.length - 1, place)));
              }
              slider.addEventListener("input", function () { move(0); });
              document.getElementById("previous").addEventListener("click", function () { move(-1); });
              document.getElementById("next").addEventListener("click", function () { move(1); });
              document.getElementById("controls").hidden = false;
              document.documentElement.classList.add("moving");
              slider.value = stops.length;
              move(0);
            })();

            """)
}
