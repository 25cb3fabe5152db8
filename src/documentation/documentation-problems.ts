import { define, GUIDE, LIMITS, quote } from '../private/problem-definition';

const PARTS = `${GUIDE}api-gateway-documenting-api-content-representation.html`;

/** The problems of documentation. */
export const DOCUMENTATION_PROBLEMS = {
  DocumentationPlace: define('Documentation is of something that the API has.', PARTS,
    (place: string, missing: string) => ({ what: `the documentation of ${place} is of ${missing}, which the API does not have`, remedy: 'correct the name, or take the part out' })),
  DocumentationTwice: define('One thing has one documentation part.', PARTS,
    (place: string) => ({ what: `there are two documentation parts of ${place}`, remedy: 'put both into one' })),
  DocumentationStatus: define('A documentation part of an answer has a status code from 100 to 599, or *.', PARTS,
    (place: string, statusCode: string) => ({ what: `the documentation of ${place} is of the status code ${quote(statusCode)}`, remedy: 'use a status code like "200", or "*"' })),
  TooMuchDocumentation: define('An API has at most 2000 documentation parts.', LIMITS,
    (count: number) => ({ what: `this API has ${count} documentation parts, and at most 2000 are allowed`, remedy: 'write less of them, or split the API in two' })),
};
