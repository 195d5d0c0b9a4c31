import { RenderFailure } from '../../failure.ts';
import { assemble } from './assembler.ts';
import { kernelFunctions } from './functions.ts';

/** The compiled frame kernel. Arguments are byte addresses in its memory; see functions.ts for their meaning. */
export interface KernelFunctions {
  widenRow(source: number, target: number, columnTable: number, blocks: number): void;
  blendRows(upper: number, lower: number, target: number, blocks: number, weight: number): void;
  mix(first: number, second: number, target: number, bytes: number, weight: number): void;
  over(target: number, paint: number, transparency: number, bytes: number): void;
}

// TypeScript knows WebAssembly only as part of the browser's types, which a Node program should not see.
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WebAssemblyApi {
  Memory: new (limits: { initial: number; maximum: number }) => WasmMemory;
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => { exports: object };
}
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

const PAGE_BYTES = 65_536;
const ALIGNMENT = 16;
/** Vector loads may reach this far beyond what they use. */
const GUARD_BYTES = 64;

/**
 * Memory of the frame kernel, handed out front to back and given back all at once. One per thread: memory of a
 * finished clip is used again by the next.
 */
export class KernelMemory {
  readonly functions: KernelFunctions;
  private readonly memory = new wasm.Memory({ initial: 1, maximum: 65_536 });
  private used = ALIGNMENT;

  constructor() {
    const module = new wasm.Module(assemble(kernelFunctions));
    const { exports } = new wasm.Instance(module, { host: { memory: this.memory } });
    this.functions = exports as unknown as KernelFunctions;
  }

  /** Forgets every allocation. */
  reset(): void {
    this.used = ALIGNMENT;
  }

  /**
   * Sets bytes aside and returns their address, 16-byte aligned. Views from {@link KernelMemory.view} taken earlier
   * may become empty, so everything is allocated first.
   */
  allocate(bytes: number): number {
    const address = this.used;
    this.used = Math.ceil((address + bytes + GUARD_BYTES) / ALIGNMENT) * ALIGNMENT;
    const missing = this.used - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(missing / PAGE_BYTES));
      } catch (cause) {
        throw new RenderFailure('internal', 'The render service has too little memory for pictures this large.', cause);
      }
    }
    return address;
  }

  /** The bytes at an address, until the next allocation. */
  view(address: number, bytes: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, address, bytes);
  }

  /** Copies bytes to an address. */
  write(address: number, bytes: Uint8Array): void {
    this.view(address, bytes.length).set(bytes);
  }
}

let shared: KernelMemory | undefined;

/** This thread's kernel, emptied. Only one clip is animated in a thread at a time. */
export function freshKernel(): KernelMemory {
  shared ??= new KernelMemory();
  shared.reset();
  return shared;
}
