/** Chance, as a port: the browser's, or one that a seed repeats. */
export interface Random {
  /** Uniform, from 0 up to, not including, 1. */
  next(): number;
  /** 32 characters of `0-9a-f` that nobody can guess. */
  secret(): string;
}
