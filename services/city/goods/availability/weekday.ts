import { registerEnumType } from 'type-graphql'
import { Weekday } from '../../../../matching/availability/weekday.js'

registerEnumType(Weekday, { name: 'Weekday', description: 'Monday to Sunday.' })

export { Weekday }
