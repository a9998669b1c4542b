/** What stands where nothing is, whosever page it is. */
export const notFoundKey = 'errors/404.html';

export const notFoundFile = {
  type: 'text/html; charset=utf-8',
  body: '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not found</title><h1>There is nothing at this address</h1></html>',
};
