import { createHash } from 'node:crypto';

/**
 * The one script of a page. It shows times in the reader's zone and fetches the page again each minute while somebody looks at it.
 * Without it the page says the same, in its own zone, as of when it was loaded.
 */
export const pageScript = [
  '(()=>{',
  'const show=()=>{',
  "const f=new Intl.DateTimeFormat(document.documentElement.lang==='de'?'de-DE':'en-GB',{day:'numeric',month:'long',year:'numeric',hour:'2-digit',minute:'2-digit',timeZoneName:'short'});",
  "for(const t of document.querySelectorAll('time')){if(!t.title){t.title=t.textContent;t.textContent=f.format(new Date(t.dateTime))}}",
  '};',
  'const again=async()=>{',
  "if(document.hidden||document.querySelector('main details[open],main :focus,main input:not([id$=day]):checked'))return;",
  'try{const r=await fetch(location.href);if(!r.ok||r.redirected)return;',
  "const d=new DOMParser().parseFromString(await r.text(),'text/html');const m=d.querySelector('main');if(!m)return;",
  "document.querySelector('main').replaceWith(m);document.body.dataset.pageStatus=d.body.dataset.pageStatus;document.title=d.title;show()",
  '}catch{}};',
  'show();setInterval(again,60000)',
  '})()',
].join('');

/** For the content security policy: this script may run, and no other. */
export const pageScriptHash = `sha256-${createHash('sha256').update(pageScript).digest('base64')}`;
