import type { FeedSink } from '../../../../platform/feeds/format.js'
import { serviceTable } from '../tables.js'
import type { LinkedService, Links } from './links.js'

/** Writes the services of a feed with what their references led to; one that nobody gives a name to is refused. */
export async function writeServices(links: Links, sink: FeedSink): Promise<void> {
  for await (const linked of links.services()) {
    const provider = linked.provider ?? linked.service.provider.display
    const name = linked.service.name ?? provider
    reportLinks(linked, sink)
    if (name === null) {
      sink.skip(linked.location, 'has no name, no type or specialty, and no provider with a name')
    } else await writeService({ ...linked, provider }, name, sink)
  }
}

async function writeService({ service, site, provider }: LinkedService, name: string, sink: FeedSink) {
  const { specialties, categories } = service
  const found = [name, ...specialties, ...categories, provider, site?.name, site?.address]
  await sink.write(serviceTable, {
    id: `${sink.feedId}:${service.id}`,
    site_id: site?.id ?? null,
    name,
    specialties,
    categories,
    characteristics: service.characteristics,
    provider,
    phone: service.phone,
    email: service.email,
    web_address: service.webAddress,
    opening_hours: JSON.stringify(service.openingHours),
    availability_exceptions: service.availabilityExceptions,
    active: service.active,
    appointment_required: service.appointmentRequired,
    district_id: site?.districtId ?? null,
    search: [...new Set(found)].filter(Boolean).join(' · '),
  })
}

function reportLinks({ location, service, site, provider }: LinkedService, sink: FeedSink): void {
  const [places, providers] = [service.site.named, service.provider.named]
  if (places.length > 0 && site === null) {
    sink.warn(location, `its location ${places.join(', ')} is not in the feed; kept without a site`)
  }
  if (places.length > 1 && site !== null) {
    sink.warn(location, `is offered at ${places.length} locations; kept with one of them, ${site.id}`)
  }
  if (providers.length > 0 && provider === null) {
    const kept = service.provider.display === null ? 'without a provider' : 'with the name it gives to it'
    sink.warn(location, `its provider ${providers.join(', ')} is not in the feed; kept ${kept}`)
  }
}
