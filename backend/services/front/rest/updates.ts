import express, { type RequestHandler } from 'express';

/**
 * The files of newer desktop apps, for everybody: GET and HEAD of what lies in `directory`. Anything else there (folders, hidden
 * files, paths that lead out of it) is as unknown as any other address.
 */
export const serveUpdates = (directory: string): RequestHandler =>
  express.static(directory, { index: false, redirect: false, dotfiles: 'ignore' });
