/** Suggestions of all services speak of the fields, so they are kept where all can see them. */
export { Field } from '../../platform/town/field.js'
