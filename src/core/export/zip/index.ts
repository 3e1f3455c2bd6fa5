export { crc32 } from './crc32.ts';
export { writeZip, zipStream, ZipFault, type ZipEntry, type ZipFaultCode, type ZipTotals } from './write-zip.ts';
