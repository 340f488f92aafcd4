import { Migration } from '../../../platform/database/migration.js'
import { createFeedTable } from '../../../platform/feeds/feed.migration.js'
import { generatedSearch, searchIndexes } from '../search/search-columns.js'

export class InitialMigration extends Migration {
  override name = '001-initial'

  override up(): void {
    this.addSql(createFeedTable('education'))
    this.addSql(createCourse)
    this.addSql(createCourseDistrict)
    this.addSql(createCourseSession)
    this.addSql(createLearningResource)
  }
}

const searchColumns = `
  search_words text not null,
  search_vector tsvector not null generated always as ${generatedSearch.vector},
  search_text text not null generated always as ${generatedSearch.text}`

const createCourse = `
  create table education.course (
    id text not null primary key,
    feed_id text not null,
    title text not null,
    description text null,
    skills jsonb not null,
    subjects jsonb not null,
    prerequisites jsonb not null,
    digital_skills text[] not null,
    languages text[] not null,
    provider text null,
    is_accessible_for_free boolean null,
    price numeric null,
    currency text null,
    web_address text null,
    mode text null,
    district_id text null,
    first_starts_at timestamptz null,
    last_starts_at timestamptz null,
    ${searchColumns},
    constraint course_feed_id_foreign foreign key (feed_id) references education.feed (id)
  );
  comment on column education.course.district_id is 'district of the first session that has one';
  ${indexesOf('course')}`

const createCourseDistrict = `
  create table education.course_district (
    course_id text not null,
    district_id text not null,
    feed_id text not null,
    primary key (course_id, district_id),
    constraint course_district_course_id_foreign foreign key (course_id) references education.course (id),
    constraint course_district_feed_id_foreign foreign key (feed_id) references education.feed (id)
  );
  create index course_district_district_id_index on education.course_district (district_id);
  create index course_district_feed_id_index on education.course_district (feed_id);`

const createCourseSession = `
  create table education.course_session (
    course_id text not null,
    position int not null,
    feed_id text not null,
    starts_at timestamptz null,
    ends_at timestamptz null,
    whole_days boolean not null,
    location text null,
    district_id text null,
    mode text null,
    price numeric null,
    currency text null,
    primary key (course_id, position),
    constraint course_session_course_id_foreign foreign key (course_id) references education.course (id),
    constraint course_session_feed_id_foreign foreign key (feed_id) references education.feed (id)
  );
  create index course_session_feed_id_index on education.course_session (feed_id);
  create index course_session_course_id_starts_at_position_index
    on education.course_session (course_id, starts_at, position);`

const createLearningResource = `
  create table education.learning_resource (
    id text not null primary key,
    feed_id text not null,
    title text not null,
    description text null,
    kinds jsonb not null,
    subjects jsonb not null,
    skills jsonb not null,
    digital_skills text[] not null,
    keywords text[] not null,
    languages text[] not null,
    creators text[] not null,
    license text null,
    web_address text null,
    is_accessible_for_free boolean null,
    ${searchColumns},
    constraint learning_resource_feed_id_foreign foreign key (feed_id) references education.feed (id)
  );
  create index learning_resource_title_id_index on education.learning_resource (title, id);
  ${indexesOf('learning_resource')}`

function indexesOf(table: string): string {
  const indexes = searchIndexes(table).map(({ expression }) => `${expression};`)
  return `
    comment on column education.${table}.search_words is 'title, skills, subjects and names';
    create index ${table}_feed_id_index on education.${table} (feed_id);
    ${indexes.join('\n')}`
}
