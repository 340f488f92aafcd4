/** Hosts on which many have a page, so that they tell nothing about whose page it is. */
export const sharedHosts: readonly string[] = [
  ...[
    'facebook.com',
    'de-de.facebook.com',
    'm.facebook.com',
    'instagram.com',
    'linkedin.com',
    'x.com',
    'youtube.com',
  ],
  ...['sites.google.com', 'linktr.ee', 't.me', 'wa.me', 'meetup.com', 'betterplace.org', 'vereinonline.org'],
]
