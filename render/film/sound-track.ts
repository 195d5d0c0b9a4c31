import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
  MP4,
  type Output,
} from 'mediabunny';
import { RenderFailure } from '../failure.ts';
import { SAMPLE_RATE, SILENCE_CONFIG, silentPacket, silentPacketCount } from './silence.ts';

/** Writes a film's sound beside its pictures, packet by packet, so that both stay close together in the file. */
export class SoundTrack {
  private readonly source = new EncodedAudioPacketSource('aac');
  private readonly filmSeconds: number;
  private readonly encoded: string | undefined;
  private reader:
    | { packets: AsyncGenerator<EncodedPacket, void>; config: AudioDecoderConfig; close(): void }
    | undefined;
  private index = 0;

  /**
   * Adds the track to an output that has not started.
   * @param encoded Path of an MP4 of AAC packets, the first of them the encoder's lead-in; silence unless given.
   */
  constructor(output: Output, filmSeconds: number, encoded?: string) {
    this.filmSeconds = filmSeconds;
    this.encoded = encoded;
    output.addAudioTrack(this.source, { maximumPacketCount: silentPacketCount(filmSeconds) });
  }

  /** Writes the packets that begin before so many seconds. */
  async fillUntil(seconds: number): Promise<void> {
    const end = Math.min(silentPacketCount(this.filmSeconds), silentPacketCount(seconds));
    for (; this.index < end; this.index++) {
      const silent = silentPacket(this.index, this.filmSeconds);
      if (this.encoded === undefined) {
        await this.source.add(silent, this.index === 0 ? { decoderConfig: SILENCE_CONFIG } : undefined);
        continue;
      }
      this.reader ??= await openSound(this.encoded);
      const { value } = await this.reader.packets.next();
      if (!value) throw new RenderFailure('internal', 'The sound is shorter than the film.');
      const packet = new EncodedPacket(value.data, 'key', silent.timestamp, silent.duration);
      await this.source.add(packet, this.index === 0 ? { decoderConfig: this.reader.config } : undefined);
    }
  }

  /** Closes what it read from. */
  close(): void {
    this.reader?.close();
  }
}

// The encoder begins with one packet that only leads in. It is left out: the first moments of the next one rise softly
// for want of it, and no edit list has to tell players to skip anything.
async function openSound(path: string) {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4] });
  const track = await input.getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config || config.sampleRate !== SAMPLE_RATE)
    throw new RenderFailure('internal', 'The sound was lost.');
  const packets = new EncodedPacketSink(track).packets();
  await packets.next();
  return { packets, config, close: () => input.dispose() };
}
