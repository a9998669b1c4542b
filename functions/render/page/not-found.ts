/** What stands where nothing is, whosever page it is: in the look of the page whose host was asked, with the way to it. */
export const notFoundKey = 'errors/404.html';

export const notFoundFile = {
  type: 'text/html; charset=utf-8',
  body: '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not found</title><link rel="stylesheet" href="/style.css"><header><p class="wrap"><a class="brand" href="/">Status</a></p></header><main class="wrap"><h1>There is nothing at this address</h1></main></html>',
};
