"""Opens pages in headless Chromium and says what is wrong with them.

    browse.py TOOLS OUTPUT FILE...

TOOLS has websocket-client and axe-playwright-python (for axe-core alone). Each FILE is opened from
the file system as on a phone and on a desktop, and printed on A4; pictures of it go to OUTPUT. A
page with a replay is moved from stop to stop, and opened without scripts too. Prints one line of
JSON a file: its name, its findings, and what was seen of a replay.
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PHONE, DESKTOP, A4 = (390, 844), (1280, 900), (673, 968)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SECONDS = 60


class Browser:
    """One Chromium on a port of its own choice, stopped by its own process."""

    def __init__(self, websocket):
        self.folder = tempfile.mkdtemp(prefix="pages-browser-")
        name = shutil.which("chromium") or shutil.which("chromium-browser")
        words = [name, "--headless", "--disable-gpu", "--remote-debugging-port=0",
                 "--remote-debugging-address=127.0.0.1", "--user-data-dir=" + self.folder,
                 "--no-first-run", "--disable-background-networking", "--hide-scrollbars"]
        if os.getuid() == 0:
            words.append("--no-sandbox")
        self.process = subprocess.Popen(
            words + ["about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port, path = self.address()
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}{path}", timeout=SECONDS, suppress_origin=True)
        self.number, self.events = 0, []

    def address(self):
        file = pathlib.Path(self.folder, "DevToolsActivePort")
        for _ in range(SECONDS * 20):
            if file.exists() and len(file.read_text().split("\n")) == 2:
                return file.read_text().split("\n")
            time.sleep(0.05)
        raise SystemExit("chromium did not start")

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def receive(self):
        message = json.loads(self.socket.recv())
        if "method" in message:
            self.events.append(message)
        return message

    def send(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]


class Visit:
    """One page in a tab of its own."""

    def __init__(self, browser, file, size, scripts=True):
        self.browser, self.address = browser, pathlib.Path(file).resolve().as_uri()
        self.target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.send(
            "Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.send(domain + ".enable")
        self.resize(size)
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        browser.events.clear()
        self.send("Page.navigate", url=self.address)
        while not any(self.own(event, "Page.loadEventFired") for event in browser.events):
            browser.receive()
        # What the page asks for after loading shows before this is answered.
        self.value("new Promise(done => setTimeout(() => done(1), 50))" if scripts else "1")

    def own(self, event, method):
        return event["method"] == method and event.get("sessionId") == self.session

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def resize(self, size):
        self.send("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                  deviceScaleFactor=1, mobile=size == PHONE)

    def value(self, expression):
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True,
                           returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def key(self, name, code):
        for kind in ["rawKeyDown", "keyUp"]:
            self.send("Input.dispatchKeyEvent", type=kind, key=name, code=name,
                      windowsVirtualKeyCode=code)

    def close(self):
        self.browser.send("Target.closeTarget", targetId=self.target)

    def messages(self):
        """Errors and warnings of the console, and requests for anything but the page."""
        found = []
        for event in self.browser.events:
            parameters = event.get("params", {})
            if self.own(event, "Log.entryAdded"):
                entry = parameters["entry"]
                if entry["level"] in ["error", "warning"]:
                    found.append("console: " + entry["text"])
            elif self.own(event, "Runtime.consoleAPICalled"):
                if parameters["type"] in ["error", "warning", "assert"]:
                    found.append("console: " + str(parameters["args"][0].get("value")))
            elif self.own(event, "Runtime.exceptionThrown"):
                found.append("console: " + parameters["exceptionDetails"]["text"])
            elif self.own(event, "Network.requestWillBeSent"):
                url = parameters["request"]["url"]
                if url.split("#")[0] != self.address:
                    found.append("request: " + url)
        return found

    def judge(self, axe):
        """What axe-core finds, and what it does not look for."""
        self.value(axe + "; 1")
        options = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
        found = self.value(
            f"axe.run(document, {options}).then(r => r.violations.map(v => 'axe: ' + v.id + ': '"
            " + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')))")
        headings = self.value("document.querySelectorAll('h1').length")
        return found + ([] if headings == 1 else [f"headings: {headings} of level 1"])

    def overflow(self, limit):
        # The window's own width grows with what does not fit it.
        width = self.value("document.documentElement.scrollWidth")
        return [] if width <= limit else [f"overflow: {width} of {limit} pixels"]

    def picture(self, file):
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 8000),
                "scale": 1}
        data = self.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))

    def paper(self, file):
        self.send("Emulation.setEmulatedMedia", media="print")
        self.resize(A4)
        found = ["print " + text for text in self.overflow(A4[0])]
        data = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))
        return found


SHOWN = ("(() => { const shown = [...document.querySelectorAll('article[data-stop]')]"
         ".filter(e => e.offsetParent !== null);"
         "const slider = document.getElementById('stop');"
         "const due = [...document.querySelectorAll('[data-due]')]"
         ".filter(e => e.offsetParent !== null).map(e => e.textContent).join('|');"
         "const struck = shown.flatMap(e => [...e.querySelectorAll('del')])"
         ".filter(e => e.offsetParent !== null).map(e => e.textContent);"
         "return { entries: shown.length, struck: struck, due: due, value: slider.value,"
         "text: slider.getAttribute('aria-valuetext') }; })()")


def replay(visit):
    """What stands at each stop, reached by keys and buttons."""
    visit.value("document.getElementById('stop').focus()")
    visit.key("Home", 36)
    stops, last = [visit.value(SHOWN)], int(visit.value("document.getElementById('stop').max"))
    for place in range(1, last):
        if place % 2:
            visit.key("ArrowRight", 39)
        else:
            visit.value("document.getElementById('next').click()")
        stops.append(visit.value(SHOWN))
    visit.value("document.getElementById('previous').click()")
    return {"stops": stops, "afterPrevious": visit.value(SHOWN)}


def examine(browser, axe, file, output):
    name = pathlib.Path(file).stem
    findings, seen = [], None
    for kind, size in [("phone", PHONE), ("desktop", DESKTOP)]:
        visit = Visit(browser, file, size)
        findings += [f"{kind} {text}" for text in visit.judge(axe) + visit.overflow(size[0])]
        visit.picture(output / f"{name}-{kind}.png")
        if kind == "desktop":
            findings += visit.paper(output / f"{name}.pdf")
        findings += [f"{kind} {text}" for text in visit.messages()]
        has_replay = visit.value("document.getElementById('stop') !== null")
        visit.close()
    if has_replay:
        visit = Visit(browser, file, DESKTOP)
        seen = replay(visit)
        visit.value(f"for (let i = 1; i < {len(seen['stops'])} / 2; i++)"
                    " document.getElementById('previous').click()")
        visit.picture(output / f"{name}-moved.png")
        findings += [f"replay {text}" for text in visit.judge(axe) + visit.messages()]
        visit.close()
        visit = Visit(browser, file, DESKTOP, scripts=False)
        seen["withoutScript"] = visit.value(
            "[...document.querySelectorAll('article[data-stop]')]"
            ".filter(e => e.offsetParent !== null).length")
        seen["controlsWithoutScript"] = visit.value(
            "document.getElementById('controls').offsetParent !== null")
        visit.picture(output / f"{name}-without-script.png")
        visit.close()
    return {"page": name, "findings": findings, "replay": seen}


def main():
    tools, output, files = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    sys.path.insert(0, tools)
    import websocket
    axe = pathlib.Path(tools, "axe_playwright_python", "axe.min.js").read_text()
    output.mkdir(parents=True, exist_ok=True)
    browser = Browser(websocket)
    try:
        for file in files:
            print(json.dumps(examine(browser, axe, file, output)), flush=True)
    finally:
        browser.close()


main()
