/** Nodes by their distance, an integer below the number of buckets; each node is in one bucket or in none. */
export class Buckets {
  private readonly first: Int32Array
  private readonly next: Int32Array
  private readonly previous: Int32Array
  /** Of each node: its distance, also after it was taken; the number of buckets if it never had one. */
  readonly distance: Int32Array

  constructor(
    nodes: number,
    readonly count: number,
  ) {
    this.first = new Int32Array(count)
    this.next = new Int32Array(nodes)
    this.previous = new Int32Array(nodes)
    this.distance = new Int32Array(nodes)
  }

  clear(): void {
    this.first.fill(-1)
    this.distance.fill(this.count)
  }

  /** Puts a node that is in none, or in one farther away, into its bucket. */
  put(node: number, distance: number): void {
    if ((this.distance[node] as number) < this.count) this.remove(node)
    const second = this.first[distance] as number
    if (second >= 0) this.previous[second] = node
    this.next[node] = second
    this.previous[node] = -1
    this.first[distance] = node
    this.distance[node] = distance
  }

  /** Takes a node out of a bucket; -1 if it is empty. */
  take(distance: number): number {
    const node = this.first[distance] as number
    if (node >= 0) this.remove(node)
    return node
  }

  private remove(node: number): void {
    const before = this.previous[node] as number
    const after = this.next[node] as number
    if (before >= 0) this.next[before] = after
    else this.first[this.distance[node] as number] = after
    if (after >= 0) this.previous[after] = before
  }
}
