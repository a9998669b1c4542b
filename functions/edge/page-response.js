// What an answer of a status page's file says besides: a CloudFront Function (JavaScript runtime 2.0, viewer response). What everybody may read
// from everywhere was marked by whoever wrote it: by the file itself, so that no address and no visitor can ask for it.
function handler(event) {
  const headers = event.response.headers;
  const mark = headers['x-amz-meta-shared'];
  if (mark !== undefined && mark.value === 'everybody') headers['access-control-allow-origin'] = { value: '*' };
  Object.keys(headers).forEach((name) => {
    if (name.indexOf('x-amz-meta-') === 0 || name === 'x-amz-server-side-encryption') delete headers[name];
  });
  return event.response;
}
