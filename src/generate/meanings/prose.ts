import { mix, pick } from "../hash.ts";
import { opinionOf } from "../rows/opinion.ts";
import type { Scene } from "../scene.ts";
import { each, one, type Choices, type From, type Meaning } from "./meaning.ts";

const two =
  (first: Choices, second: Choices): From<string> =>
  (_, seed) =>
    `${pick(first, seed)} ${pick(second, mix(seed, 1))}`;

const motivation = two(
  [
    "I have used the products for years and love recommending them to friends.",
    "I enjoy sharing what I learn and meeting new people.",
    "Your team helped me when I started, and I would like to give something back.",
    "I already answer questions in the community almost every week.",
    "I care about quality and about honest advice.",
  ],
  [
    "I would be happy to help newcomers get started.",
    "I can spend two or three hours a week on it.",
    "This role would let me do that more seriously.",
    "I look forward to being part of the team.",
    "I think my experience would be useful to others.",
  ],
);
const comment = two(
  [
    "Called this morning, everything is settled.",
    "Prefers to be contacted by email.",
    "Asked for a follow-up next week.",
    "Met at the spring event.",
    "Very satisfied with the last order.",
    "Documents were received and checked.",
    "Requested a change of address.",
    "Moved from the waiting list.",
  ],
  [
    "No further action needed.",
    "To be reviewed at the end of the month.",
    "Answer sent the same day.",
    "Please keep informed.",
    "Colleagues have been told.",
    "See the notes of the last call.",
  ],
);
const description = one([
  "Everything you need to get started, explained step by step.",
  "A short overview of what is included and how it works.",
  "Carefully selected and checked by our team.",
  "Designed for everyday use, at home or on the road.",
  "Updated regularly with new content.",
  "Suitable for beginners and for experienced people alike.",
  "A reliable choice for small teams.",
  "Available all year round, reservation recommended.",
  "Created in close cooperation with our partners.",
  "Simple to set up and easy to maintain.",
]);
const hobbies = [
  "hiking",
  "photography",
  "cooking",
  "cycling",
  "gardening",
  "board games",
  "live music",
  "running",
  "travel",
  "good coffee",
  "pottery",
  "climbing",
  "old films",
  "sailing",
  "chess",
] as const;

/** A person in one or two sentences that agree with the row. */
function bio(scene: Scene, seed: number): string {
  const { pools } = scene.world;
  const first = pick(hobbies, seed);
  const second = pick(
    hobbies.filter((hobby) => hobby !== first),
    mix(seed, 1),
  );
  return `${pools.jobTitle(mix(seed, 2))} from ${scene.place.city}. Enjoys ${first} and ${second}.`;
}

const taskTitle = two(
  ["Fix", "Improve", "Review", "Document", "Speed up", "Test", "Simplify", "Translate"],
  [
    "the login page on mobile",
    "the monthly export",
    "the search results",
    "the welcome email",
    "the invoice layout",
    "the password reset",
    "the onboarding steps",
    "the calendar view",
    "the opening hours page",
  ],
);
const articleTitle = each([
  "Five things to know before you start",
  "How we plan our week",
  "What is new this month",
  "A beginner's guide to better sleep",
  "Meet the team behind the shop",
  "Our favourite places for a weekend",
  "Why small steps work",
  "Questions you ask us most",
  "Getting ready for the season",
  "Notes from our last workshop",
]);
const fileName = two(
  ["report", "invoice", "contract", "photo", "summary", "presentation", "agreement"],
  ["2024.pdf", "final.pdf", "march.xlsx", "v2.docx", "signed.pdf", "overview.png"],
);

const opinion: From<string> = (scene) => opinionOf(scene).text;
/** What people write opinions in. */
const reviewed = /\b(review|testimonial|feedback|opinion)\b/;

/** Whole sentences, titles and notes. */
// prettier-ignore
export const prose: readonly Meaning[] = [
  { name: /\b(absent|absence|out of office|vacation|away) (msg|message|note|text|reason)\b/, rare: true, text: one(["I am out of the office until Monday.", "On holiday until the end of the month.", "Back on Thursday; for urgent matters please call the team.", "On parental leave until September."]) },
  { name: /\b(motivation|cover letter|application letter|reason for applying)\b/, text: motivation },
  { name: /\b(error|failure|exception|rejection)( \w+)? ?(msg|message|text|detail|details|reason|description)?$/, rare: true, text: one(["The address could not be verified.", "The request timed out.", "The card was declined by the bank.", "The file could not be read."]) },
  { name: /\b(bio|biography|about|about me|presentation|introduction)$/, text: bio },
  { name: /^(text|body|content|comment|message|description)$/, of: reviewed, text: opinion },
  { name: /^(title|headline|subject|summary)$/, of: reviewed, text: (scene) => opinionOf(scene).title },
  { name: /^(rating|stars|score|grade|note)$/, of: reviewed, number: (scene) => opinionOf(scene).stars, text: (scene) => `${opinionOf(scene).stars}` },
  { name: /\b(description|descr|summary|details|overview|abstract)$/, of: /\bperson\b/, text: bio },
  { name: /\b(description|descr|summary|details|overview)$/, of: /\bproduct\b/, text: (scene) => scene.product.description },
  { name: /\b(description|descr|summary|overview|abstract|excerpt|synopsis|details)\b/, text: description },
  { name: /\b(diagnosis|condition)\b/, text: one(["Seasonal allergy", "Lower back pain", "Migraine", "Hypertension", "Sprained ankle", "Iron deficiency"]) },
  { name: /\b(symptoms?|complaint|reason for visit)\b/, text: one(["Headache since Tuesday", "Sore throat and a mild fever", "Pain in the left knee", "Persistent cough", "Dizziness in the morning"]) },
  { name: /\ballerg(y|ies|en|ens)\b/, text: each(["Peanuts", "Pollen", "Penicillin", "Dust mites", "Shellfish", "Latex"]) },
  { name: /\breason$/, of: /\b(appointment|visit|consultation|patient)\b/, text: one(["Annual check-up", "Follow-up visit", "Vaccination", "Blood test", "Knee pain", "Skin rash"]) },
  { name: /\breason$/, text: one(["Schedule conflict", "Ordered by mistake", "No longer needed", "Found a better date", "Duplicate request"]) },
  { name: /\b(medication|drug|medicine)\b/, text: one(["Ibuprofen 400 mg", "Paracetamol 500 mg", "Amoxicillin 250 mg", "Cetirizine 10 mg"]) },
  { name: /\b(comment|note|notes|remark|remarks|memo|annotation|observation|observations)s?\b/, text: comment },
  { name: /\b(review|testimonial|feedback|opinion)( text| body| content)?$/, text: opinion },
  { name: /\b(instructions?|directions|guidelines)\b/, text: one(["Ring twice and leave at the door.", "Please arrive ten minutes early.", "Use the side entrance after six.", "Take one tablet in the morning with water."]) },
  { name: /\b(question)$/, text: one(["How do I change my password?", "Is there parking nearby?", "Can I return an opened item?", "When will my order arrive?"]) },
  { name: /\b(answer|reply)( text| body| content)?$/, text: one(["Yes, within thirty days of delivery.", "You will find it in your account settings.", "Please contact our support team.", "Orders usually arrive within three working days."]) },
  { name: /\b(content|text|value|body|name)$/, of: /\b(opening )?hours?\b/, text: one(["Mon-Fri 9:00-18:00", "Mon-Sat 10:00-19:00", "Tue-Sun 11:00-22:00", "Every day 8:00-20:00", "Mon-Fri 8:30-12:30, 14:00-18:00"]) },
  { name: /\b(opening |business |office )hours?$/, text: one(["Mon-Fri 9:00-18:00", "Mon-Sat 10:00-19:00", "Tue-Sun 11:00-22:00", "Every day 8:00-20:00"]) },
  { name: /\b(message|msg)$/, text: one(["Thank you, we have received your request.", "Your changes have been saved.", "See you on Friday at ten!", "Could you send me the latest version?", "The delivery is on its way.", "Everything went well, thanks for your help."]) },
  { name: /\b(content|body|text|paragraph|html|markdown)\b/, text: description },
  { name: /\b(sub ?title|tag ?line|slogan|motto|headline|caption|catch ?phrase)$/, text: (scene) => scene.company.slogan },
  { name: /\b(job|position|professional) ?(title|name)?$|\b(occupation|profession)$/, text: (scene, seed) => scene.world.pools.jobTitle(seed) },
  { name: /\b(title|name|subject|summary)$/, of: /\btask\b/, text: taskTitle },
  { name: /\b(title|name)$/, of: /\bbook\b/, text: (scene, seed) => scene.world.pools.book(seed) },
  { name: /\b(title|name)$/, of: /\bsong\b/, text: (scene, seed) => scene.world.pools.song(seed) },
  { name: /\b(title|name)$/, of: /\bdish\b/, text: (scene, seed) => scene.world.pools.dish(seed) },
  { name: /\b(title|name|model)$/, of: /\bvehicle\b/, text: (scene, seed) => scene.world.pools.vehicle(seed) },
  { name: /\b(name|title)$/, of: /\bevent\b/, text: each(["Spring workshop", "Monthly check-up", "Open day", "Team breakfast", "Product demonstration", "Introductory course", "Evening lecture"]) },
  { name: /\b(title|subject|heading)$|\btitle\b/, of: /^(?!.*\b(person|product)\b)/, text: articleTitle },
  { name: /\b(name|title)$/, of: /\barticle\b/, text: articleTitle },
  { name: /\b(file ?name|original name)$/, text: (scene, seed) => fileName(scene, seed).replace(" ", "-") },
  { name: /\bname$/, of: /\bfile\b/, text: (scene, seed) => fileName(scene, seed).replace(" ", "-") },
  { name: /\bcommit( message)?$/, text: (scene, seed) => scene.world.pools.commit(seed) },
];
