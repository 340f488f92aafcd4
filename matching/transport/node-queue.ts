/** Nodes that wait, first in, first out, each at most once. */
export class NodeQueue {
  private readonly ring: Int32Array
  private readonly waits: Uint8Array
  private at = 0
  length = 0

  constructor(nodes: number) {
    this.ring = new Int32Array(nodes)
    this.waits = new Uint8Array(nodes)
  }

  /** Does nothing if the node waits already. */
  add(node: number): void {
    if (this.waits[node] === 1) return
    this.waits[node] = 1
    const end = this.at + this.length
    this.ring[end < this.ring.length ? end : end - this.ring.length] = node
    this.length++
  }

  /** The one that has waited longest; there must be one. */
  take(): number {
    const node = this.ring[this.at] as number
    this.at = this.at + 1 < this.ring.length ? this.at + 1 : 0
    this.length--
    this.waits[node] = 0
    return node
  }
}
