// Notes when a picture of the page was drawn, for `python -m bench pages`. It runs before anything
// else of the page does; `window.pictureSelector` is set before it.
(() => {
    const UNSEEN = 2000; // ms after which a run that was not seen is over
    /** @type {number[]} Times at which frames with newly drawn pictures were on the screen. */
    const drawn = [];
    let finished = 0;
    let waiting = false;

    /** A picture changes now: note the time after the frame that shows it. */
    function noteDrawing() {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            waiting = false;
            setTimeout(() => drawn.push(performance.now()));
        });
    }

    /** @param {Node} node */
    function isInPicture(node) {
        const element = node instanceof Element ? node : node.parentElement;
        return element?.closest(window.pictureSelector) != null;
    }

    /** @param {Node} node */
    function holdsPicture(node) {
        return node instanceof Element && node.querySelector(window.pictureSelector) !== null;
    }

    /** @param {MutationRecord[]} records */
    function lookAt(records) {
        for (const { target, attributeName, addedNodes } of records) {
            if (attributeName === "data-test-script-state") {
                const running = target.getAttribute(attributeName) !== "notRunning";
                finished = running ? Infinity : performance.now();
            } else if (isInPicture(target) || [...addedNodes].some(n => isInPicture(n) || holdsPicture(n)))
                noteDrawing();
        }
    }

    /** @param {Node} root The document, or a shadow root, which its mutations do not leave. */
    function watch(root) {
        const all = { subtree: true, childList: true, attributes: true, characterData: true };
        new MutationObserver(lookAt).observe(root, all);
        root.addEventListener("load", event => isInPicture(event.target) && noteDrawing(), true);
    }

    const attachShadow = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
        const root = attachShadow.call(this, options);
        watch(root);
        return root;
    };

    // What is painted on a canvas changes no element.
    for (const [kind, names] of [
        [CanvasRenderingContext2D, ["putImageData", "drawImage", "fillRect", "fill", "stroke"]],
        [WebGLRenderingContext, ["drawArrays", "drawElements"]],
        [WebGL2RenderingContext, ["drawArrays", "drawElements"]],
    ])
        for (const name of names) {
            const paint = kind.prototype[name];
            kind.prototype[name] = function (...values) {
                if (isInPicture(this.canvas)) noteDrawing();
                return paint.apply(this, values);
            };
        }

    /**
     * Wait until the script has finished and pictures have been still for `quiet` ms.
     * @returns {Promise<{first: number | null, last: number | null}>} When the first and the last
     * drawing after `start` were seen; null for what did not come in `patience` ms.
     */
    function settled(start, quiet, patience) {
        return new Promise(resolve => {
            const look = () => {
                const now = performance.now();
                const since = drawn.filter(time => time > start);
                const first = since.length ? since[0] - start : null;
                const isStill = now - Math.max(start, finished, ...since) > quiet;
                // A run too short to be seen leaves the state as it was.
                const hasRun = finished > start || (finished !== Infinity && now - start > UNSEEN);
                if (hasRun && since.length && isStill)
                    resolve({ first, last: since.at(-1) - start });
                else if (now - start > patience) resolve({ first, last: null });
                else setTimeout(look, 20);
            };
            look();
        });
    }

    /** Begin at the next press, key or choice from a menu; the answer is in `window.answered`. */
    function awaitChange(quiet, patience) {
        window.answered = new Promise(resolve => {
            let begun = false;
            setTimeout(() => begun || resolve({ first: null, last: null }), patience);
            const begin = () => {
                if (begun) return;
                begun = true;
                resolve(settled(performance.now(), quiet, patience));
            };
            for (const kind of ["pointerdown", "keydown", "input"])
                addEventListener(kind, begin, { capture: true, once: true });
        });
    }

    performance.setResourceTimingBufferSize(2000);
    watch(document);
    window.pictures = { settled, awaitChange };
})();
