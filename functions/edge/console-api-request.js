// The way of a request to the API on the console's host: a CloudFront Function (JavaScript runtime 2.0, viewer request). Signing in must know
// which host it is on and where the visitor is: both are set here, whatever the visitor has sent; the secret tells it that this is so.
import cf from 'cloudfront';

const store = cf.kvs();

async function secretOrigin() {
  try {
    const text = await store.get('secrets');
    return String(JSON.parse(text).origin);
  } catch (_missing) {
    return '';
  }
}

async function handler(event) {
  const request = event.request;
  const origin = await secretOrigin();
  request.headers['x-tocsin-origin'] = { value: origin };
  request.headers['x-tocsin-page'] = { value: 'console' };
  request.headers['x-tocsin-viewer'] = { value: event.viewer.ip };
  delete request.headers['x-tocsin-host'];
  return request;
}
