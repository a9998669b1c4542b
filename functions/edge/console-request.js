// The way of a request to the console's files: a CloudFront Function (JavaScript runtime 2.0, viewer request). A path that names no file is a
// screen of the console, which the one page draws; nothing else that a visitor sends reaches the bucket. docs/security.md tells what it promises.

// Names without a dot in front, so that no path leads out of the files that the build has written, nor to what is noted beside them.
const files =
  /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,3}\/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:js|css|svg|png|ico|webp|woff2|webmanifest|txt)$/;

function handler(event) {
  const request = event.request;
  if (!files.test(request.uri)) request.uri = '/index.html';
  request.querystring = {};
  request.cookies = {};
  return request;
}
