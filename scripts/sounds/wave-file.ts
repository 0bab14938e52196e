const headerSize = 44;
const bytesPerSample = 2;

/** A WAV file with one channel of 16 bits: what every browser decodes, and no encoder decides how it sounds. */
export function waveFile(samples: Float64Array, rate: number): Buffer {
  const size = samples.length * bytesPerSample;
  const file = Buffer.alloc(headerSize + size);
  file.write('RIFF', 0);
  file.writeUInt32LE(headerSize - 8 + size, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16); // bytes of the format
  file.writeUInt16LE(1, 20); // samples as they are
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * bytesPerSample, 28);
  file.writeUInt16LE(bytesPerSample, 32);
  file.writeUInt16LE(bytesPerSample * 8, 34);
  file.write('data', 36);
  file.writeUInt32LE(size, 40);
  samples.forEach((sample, index) => {
    file.writeInt16LE(Math.round(sample * 0x7fff), headerSize + index * bytesPerSample);
  });
  return file;
}
