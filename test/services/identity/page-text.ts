import { expect } from '@jest/globals'

/**
 * What every page keeps to, whatever was put into it (WCAG 2.1, 1.3.1, 3.1.1, 3.3.2 and 4.1.1): a language, one
 * heading above all, a label for each field, no reference to what is not there, and nothing that runs.
 */
export function expectSound(page: string): void {
  expect(page).toMatch(/^<!doctype html>\n<html lang="(de|en)">/)
  expect(page.match(/<h1>/g)).toHaveLength(1)
  expect(page).not.toMatch(/<script|<img|javascript:/i)
  const tags = page.replaceAll(/="[^"]*"/g, '=""')
  expect(tags).not.toMatch(/<[^>]*\s(on[a-z]+|style)=/i)
  const ids = valuesOf(page, / id="([^"]*)"/g)
  expect(new Set(ids).size).toBe(ids.length)
  const fields = valuesOf(page, /<input (?![^>]*type="hidden")[^>]*?\bid="([^"]*)"/g)
  expect(page.match(/<input (?![^>]*type="hidden")/g)?.length ?? 0).toBe(fields.length)
  expect(valuesOf(page, /<label for="([^"]*)"/g)).toEqual(fields)
  const described = valuesOf(page, /aria-describedby="([^"]*)"/g).flatMap((value) => value.split(' '))
  for (const id of described) expect(ids).toContain(id)
}

/** The problem beside a field, and nothing where none is said and read out with it. */
export function problemOf(page: string, field: string): string | undefined {
  const input = new RegExp(`<input id="${field}"[^>]*>`).exec(page)?.[0] ?? ''
  const problem = new RegExp(`<p class="notice" id="${field}-problem">([^<]*)</p>`).exec(page)?.[1]
  const isSaid = input.includes(`${field}-problem`) && input.includes('aria-invalid="true"')
  expect(isSaid).toBe(problem !== undefined)
  return problem
}

/** What stands in a field, as a person sees it. */
export function contentOf(page: string, field: string): string {
  const input = new RegExp(`<input [^>]*name="${field}"[^>]*>`).exec(page)?.[0] ?? ''
  return readable(/ value="([^"]*)"/.exec(input)?.[1] ?? '')
}

/** Where a link with this text leads. */
export function hrefOf(page: string, text: string): string {
  const links = [...page.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)]
  return readable(links.find(([, , shown]) => shown === text)?.[1] ?? '')
}

/** Where the form with the fields leads. */
export function actionOf(page: string): string {
  return readable(/<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? '')
}

function readable(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)))
}

function valuesOf(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map(([, value = '']) => value)
}
