/** How something that is sold is seen: as a thing that can stand on a table, and where. */
export interface Product {
  body: string;
  place: string;
}

/** words: body; place */
const PRODUCTS = `
coffee espresso: cup of black coffee; cafe
tea matcha: clear glass of tea; kitchen
beer wine whisky whiskey gin cocktail: plain glass bottle; alley-bar
water juice lemonade soda drink: clear glass bottle; studio
chocolate candy: dark bar of chocolate; studio
bread pastry bakery croissant: round loaf of bread; bakery
perfume fragrance scent cologne: faceted glass bottle; studio
skincare cosmetic cosmetics cream makeup beauty: white ceramic jar; studio
soap shampoo: pale bar of soap; studio
clothing fashion apparel streetwear clothes: folded wool coat; studio
jewellery jewelry ring necklace: thin gold ring; studio
furniture: pale oak chair; studio
software saas platform tool website startup dashboard automation: thin laptop with a dark screen; office
app application mobile: phone with a dark screen; office
bank insurance fintech finance: plain metal card; office
travel airline tourism: worn leather suitcase; road
fitness gym: iron kettlebell; gym
energy electricity: glass light bulb; studio
game gaming: black game controller; house
food meal delivery restaurant: white plate of food; kitchen
charity nonprofit foundation: pair of cupped hands; street`;

const PRODUCT_OF = new Map<string, Product>();
for (const line of PRODUCTS.trim().split('\n')) {
  const [names, rest] = line.split(': ') as [string, string];
  const [body, place] = rest.split('; ') as [string, string];
  for (const name of names.split(' ')) PRODUCT_OF.set(name, { body, place });
}

/** What is sold under a singular noun, if it needs a body to be seen. */
export function productOf(noun: string): Product | undefined {
  return PRODUCT_OF.get(noun);
}
