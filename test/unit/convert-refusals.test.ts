import { readFileSync } from "node:fs";
import { convertCaptures } from "../../src/convert/convert.ts";
import { InputError } from "../../src/problem/input-error.ts";

const [html, markdown] = ["000_dd40e0c49f93c5e4.txt", "001_1104bf554fcbd866.txt"].map((file) =>
  readFileSync(`spec/captures/${file}`, "utf8"),
) as [string, string];

/** The refusal of a capture: place, cause and next step. */
function refusal(text: string): { place: string | undefined; message: string; help: string | undefined } {
  try {
    convertCaptures([{ name: "page.txt", text }]);
  } catch (error) {
    if (error instanceof InputError) return { place: error.place, message: error.message, help: error.help };
    throw error;
  }
  throw new Error("it was not refused");
}

const french = html
  .replace(/^Body$/m, "Corps")
  .replace(/^Responses$/m, "Réponses")
  .replace(/Hide (\S+) attributes Show \S+ attributes/g, "Masquer les attributs $1 Afficher les attributs $1")
  .replaceAll(" Required", " Obligatoire");

describe("captures that cannot be read are refused with place, cause and next step", () => {
  test.each([
    ["an empty file", "", "page.txt:1", "the capture is empty"],
    ["blank lines", "\n  \n\t\n", "page.txt:1", "the capture is empty"],
    ["prose", "\n\nDear reader,\nthis is a letter.\n", "page.txt:3", "this is not an operation page"],
    [
      "prose with bullets",
      "Shopping:\n\n  • milk\n  • bread string\n",
      "page.txt:1",
      "this is not an operation page",
    ],
    [
      "a page pasted from a browser",
      "Create\n\nPOST\n/pets\n\nBody\n\nname string Required\n",
      "page.txt:1",
      "layout is not known",
    ],
    [
      "a reader's extract",
      "POST /pets\n\nBody\n\n-\nname string\nIts name\n",
      "page.txt:1",
      "layout is not known",
    ],
    ["a translated page", french, "page.txt:6", "`Corps` is no section of an English page"],
    [
      "a page whose parameters alone are below a foreign heading",
      html.replace(/^Body$/m, "Paramètres\n\n  • id string\n\nBody"),
      "page.txt:6",
      "`Paramètres` is no section of an English page",
    ],
    [
      "a page whose method is translated",
      html.replace("POST /manager", "PUBLIER /manager"),
      "page.txt:3",
      "`PUBLIER` is no HTTP method",
    ],
    [
      "a page cut off above its responses",
      html.slice(0, html.indexOf("Responses\n")),
      "page.txt:3",
      "no section `Responses`",
    ],
    [
      "translated Markdown",
      markdown.replace("## Responses", "## Réponses"),
      "page.txt:1",
      "no section `Responses`",
    ],
    [
      "translated Markdown, line by line",
      markdown
        .replaceAll(" #", "\n#")
        .replace("## Servers", "## Serveurs")
        .replace("## Responses", "## Réponses"),
      "page.txt:2",
      "`## Serveurs`",
    ],
    [
      "Markdown whose method is translated",
      markdown.replace("**POST", "**PUBLIER"),
      "page.txt:1",
      "`PUBLIER` is no HTTP method",
    ],
    [
      "a page that lost its spaces",
      "Create\n\nPOST /pets\n\nBody\n\n  • namestring Required\n  • tagsarray[string]\n\nResponses\n\n  • 204\n",
      "page.txt:7",
      "`namestring Required` has lost the space",
    ],
    [
      "attributes nested without end",
      html.replace("  • status_role", `${" ".repeat(500)}• status_role`),
      "page.txt:41",
      "this bullet is indented by 502 spaces",
    ],
  ])("%s", (...[, text, place, cause]) => {
    const refused = refusal(text);
    expect(refused.place).toBe(place);
    expect(refused.message).toContain(cause);
    expect(refused.help).toMatch(
      /^(Save|Switch|The layouts known are bullet and markdown: save|The layouts known are markdown and bullet: save)/,
    );
  });

  test("nothing to convert", () => {
    expect(() => convertCaptures([])).toThrow("there is no capture to convert");
  });

  test("a bad capture among good ones is named", () => {
    const good = { name: "good.txt", text: html };
    expect(() => convertCaptures([good, { name: "bad.txt", text: "" }])).toThrow(
      "bad.txt:1: the capture is empty",
    );
  });
});
