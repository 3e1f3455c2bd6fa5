import { z } from 'zod';

/** PS3.5 section 9.1: components of digits without leading zeros, 64 characters at most. */
export const uidSchema = z
  .string()
  .max(64)
  .regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/);

/** RFC 3339 instant in UTC, as `Date.prototype.toISOString` writes it. */
export const instantSchema = z.iso.datetime();

/** Opaque name of a study inside one login: what page URLs carry in place of a UID. */
export const handleSchema = z.string().regex(/^[A-Za-z0-9_-]{16,200}$/);
