/** SQL that makes a service's `feed` table (see `feedEntity`). */
export function createFeedTable(schema: string): string {
  return `
    create table ${schema}.feed (
      id text not null primary key,
      format text not null,
      source text not null,
      organization_id text null,
      initiative_id text null,
      imported_at timestamptz not null,
      written int not null,
      skipped int not null,
      problems jsonb not null
    );
    comment on column ${schema}.feed.source is 'file or address, as it was given';
    comment on column ${schema}.feed.organization_id is 'organization (of city) that publishes the feed';
    comment on column ${schema}.feed.initiative_id is 'initiative (of city) the feed belongs to';
    comment on column ${schema}.feed.written is 'rows written';
    comment on column ${schema}.feed.skipped is 'records refused';
    comment on column ${schema}.feed.problems is 'the first refused records';
    create index feed_organization_id_index on ${schema}.feed (organization_id);
    create index feed_initiative_id_index on ${schema}.feed (initiative_id);`
}

/**
 * SQL that makes a function for city, which may not write here: gives the feeds of one organization to another one. It
 * works with its maker's rights, for whom a service lends it to (`Loan`).
 */
export function moveFeedsFunction(schema: string): string {
  return `
    create function ${schema}.move_feeds(from_organization text, to_organization text) returns void
    language sql security definer set search_path = '' as $$
      update ${schema}.feed set organization_id = to_organization where organization_id = from_organization
    $$;
    revoke all on function ${schema}.move_feeds(text, text) from public;`
}
