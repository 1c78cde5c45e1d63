// Reads a QR code drawn with half blocks from standard input, as a camera would see it, and prints what it says.
import jsQR from "jsqr";

const pixelsPerModule = 4;
const light = { "█": [1, 1], "▀": [1, 0], "▄": [0, 1], " ": [0, 0] };
let text = "";
for await (const chunk of process.stdin.setEncoding("utf8")) {
  text += chunk;
}

const lines = text.split("\n").filter(line => line.length > 0);
const columns = Math.max(...lines.map(line => line.length));
const width = columns * pixelsPerModule;
const height = lines.length * 2 * pixelsPerModule;
const pixels = new Uint8ClampedArray(width * height * 4);
for (let y = 0; y < height; y++) {
  for (let x = 0; x < width; x++) {
    const row = Math.floor(y / pixelsPerModule);
    const halves = light[lines[Math.floor(row / 2)].padEnd(columns)[Math.floor(x / pixelsPerModule)]];
    pixels.fill(halves[row % 2] * 255, (y * width + x) * 4, (y * width + x) * 4 + 3);
    pixels[(y * width + x) * 4 + 3] = 255;
  }
}

const found = jsQR(pixels, width, height, { inversionAttempts: "dontInvert" });
process.stdout.write(found ? found.data : "");
process.exitCode = found ? 0 : 1;
