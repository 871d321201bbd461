import fengze from './fengze.json' with { type: 'json' };

/** The district as its government has published it; everything else in this folder is invented and says 演示. */
export const publishedDistrict = fengze.district;

/** Where the facts come from. */
export const publishedSource: string = fengze.source;

export interface PublishedPark {
  readonly code: string;
  readonly name: string;
  readonly leadingIndustry: string;
  readonly subParks?: readonly string[];
}

/** The ten themed parks. */
export const publishedParks: readonly PublishedPark[] = fengze.parks;
